/** A value for a placeholder, by its name; undefined where the name is unknown. */
export type Lookup = (name: string) => string | undefined;

/** Puts values into the places of a recorded text. JSON in it stays as it is: no placeholder has a quotation mark. */
export function fill(text: string, lookup: Lookup): string {
  return text.replaceAll(/\{([A-Za-z][A-Za-z0-9:+-]*)\}/g, (_, name: string) => {
    const value = lookup(name);
    if (value === undefined) throw new Error(`nothing is known for {${name}}`);
    return value;
  });
}
