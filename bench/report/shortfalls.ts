/** Why an aim is missed where it is, and what would be needed: shown in the record below a missed aim of that id. */
export const shortfalls: Readonly<Record<string, string>> = {};
