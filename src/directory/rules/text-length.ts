import { refuseAbsence, refuseValue } from './refuse-value.ts';

/**
 * A text of at most so many characters; null passes.
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`
 */
export function requireTextLength(text: string | null, longest: number, target: string): void {
  if (text !== null && text.length > longest) refuseValue(target, `It may have at most ${longest} characters.`);
}

/**
 * A text that is there, is more than blanks, and has at most so many characters.
 * @param target path of the property
 * @throws DirectoryFault `MissingValue`, `InvalidValue`
 */
export function requireText(text: string | null | undefined, longest: number, target: string): void {
  if (text === null || text === undefined || text.trim() === '') refuseAbsence(target);
  requireTextLength(text, longest, target);
}
