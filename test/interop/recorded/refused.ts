/** Flows that are meant to be refused, and by which AADSTS number. */
export const refused: Readonly<Record<string, number>> = { 'client-secret-wrong': 7000215 };
