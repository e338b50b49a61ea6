/**
 * A constant that is made when it is first asked for, so that importing the room costs little. `make` is pure: when it runs
 * makes no difference to anybody.
 */
export function lazily<Value>(make: () => Value): () => Value {
  const made: Value[] = [];
  return () => {
    if (made.length === 0) made.push(make());
    return made[0] as Value;
  };
}
