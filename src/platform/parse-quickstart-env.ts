/**
 * Reads what `renderQuickstartEnv` wrote: lines of `export NAME='value'`. Nothing is expanded or run.
 * @returns the variables; lines of any other form are passed over, as a person may have added to the file
 */
export function parseQuickstartEnv(text: string): Readonly<Record<string, string>> {
  // A quoted value may go over several lines; inside it a quote is written '\''.
  const assignments = text.matchAll(/^export ([A-Z][A-Z0-9_]*)='((?:[^']|'\\'')*)'$/gm);
  return Object.fromEntries(
    [...assignments].map(([, name = '', value = '']) => [name, value.replaceAll("'\\''", "'")]),
  );
}
