/** @param moment milliseconds since the Unix epoch @returns ISO 8601, for programs */
export const isoMoment = (moment: number): string => new Date(moment).toISOString();

/** @param moment milliseconds since the Unix epoch @returns the moment in UTC to the minute, for people */
export const sayMoment = (moment: number): string => `${isoMoment(moment).slice(0, 16).replace('T', ' ')}Z`;
