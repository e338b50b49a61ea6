import { refuseValue } from './refuse-value.ts';

const LONGEST = 256;

/**
 * Tags: 1 to 256 characters each, no white space, none twice.
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource application: `tags`
 */
export function requireTags(tags: readonly string[]): void {
  for (const tag of tags) {
    if (tag.length === 0 || tag.length > LONGEST) refuseValue('tags', `A tag has between 1 and ${LONGEST} characters.`);
    if (/\s/.test(tag)) refuseValue('tags', `The tag '${tag}' contains white space.`);
  }
  if (new Set(tags).size < tags.length) refuseValue('tags', 'A tag appears more than once.');
}
