import { content } from './content.ts';
import { controls } from './controls.ts';
import { frame } from './frame.ts';
import { palette } from './palette.ts';

/** The style sheet of all pages, without line breaks. Its hash stands in every page's policy: it is a constant. */
export const stylesheet: string = [palette, frame, controls, content].join('').replace(/\n\s*/g, '');
