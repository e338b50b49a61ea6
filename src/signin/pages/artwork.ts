import { trustedHtml } from './html.ts';

const MARK =
  '<path class="mark-wall" fill="#0f5a43" d="M3 30V16a13 13 0 0 1 26 0v14z"/>' +
  '<path class="mark-light" fill="#f6bd4e" d="M11 30V17.5a6.5 6.5 0 0 1 13 0V30z"/>' +
  '<path class="mark-leaf" fill="#fff" d="M11 30V17.500c0-3.100 1.900-5.600 4.500-6.300V26z"/>';

/** The mark: a door left ajar, with light behind it. Decorative, because the product's name stands beside it. */
export const logoMark = trustedHtml(
  `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${MARK}</svg>`,
);

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}</svg>`;

/** The mark as the icon of the browser tab, without a request. */
export const iconLink = trustedHtml(`<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">`);

const arch = (name: string, centre: number, radius: number, spring: number, floor: number): string =>
  `<path class="${name}" d="M${centre - radius} ${floor}V${spring}a${radius} ${radius} 0 0 1 ${2 * radius} 0V${floor}z"/>`;

/**
 * Doorway behind doorway, the last one ajar, and its light on the floor. Colours come from the style sheet, so that day and
 * night differ.
 */
export const thresholdArt = trustedHtml(
  `<svg class="art" viewBox="0 0 480 560" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false"><defs><linearGradient id="artLight" x1="0" y1="0" x2="0" y2="1"><stop class="stop-high" offset="0"/><stop class="stop-low" offset="1"/></linearGradient><linearGradient id="artSpill" x1="0" y1="0" x2="0" y2="1"><stop class="stop-near" offset="0"/><stop class="stop-far" offset="1"/></linearGradient></defs>${[
    arch('art-1', 250, 216, 226, 560),
    arch('art-2', 262, 174, 244, 560),
    arch('art-3', 273, 134, 262, 560),
    '<path class="art-floor" d="M139 560 185 500H371L407 560z"/>',
    arch('art-4', 278, 94, 280, 500),
    '<path class="art-step" d="M184 500H372L379 512H175z"/>',
    '<path class="art-spill" d="M232 500H336L392 560H150z"/>',
    arch('art-5', 284, 52, 300, 500),
    '<path class="art-leaf" d="M232 500V300c0-25 15-45 36-50.500V470z"/>',
    '<circle class="art-knob" cx="259" cy="388" r="3.500"/>',
  ].join('')}</svg>`,
);

const icon = (path: string): ReturnType<typeof trustedHtml> =>
  trustedHtml(`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${path}</svg>`);

const stroke = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

/** Small signs. Each stands beside words that say the same. */
export const icons = {
  alert: icon(`<g ${stroke}><circle cx="10" cy="10" r="7.500"/><path d="M10 6.250v4.500M10 13.600v.05"/></g>`),
  chevron: icon(`<path ${stroke} d="m6 8 4 4 4-4"/>`),
  forward: icon(`<path ${stroke} d="m8 5.500 4.500 4.500L8 14.500"/>`),
  check: icon(`<path ${stroke} d="m5 10.500 3.250 3.250L15 6.750"/>`),
  verified: icon(
    `<path fill="currentColor" d="m10 1.500 2.300 1.700 2.860-.02.860 2.720 2.330 1.660L17.450 10l.9 2.440-2.330 1.660-.86 2.720-2.860-.02L10 18.500l-2.300-1.700-2.860.02-.86-2.720-2.330-1.660.9-2.440-.9-2.440 2.330-1.660.86-2.720 2.860.02z"/><path fill="none" class="icon-cut" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" d="m6.750 10.250 2.250 2.250 4.250-4.750"/>`,
  ),
  add: icon(`<path ${stroke} d="M10 4.500v11M4.500 10h11"/>`),
  back: icon(`<path ${stroke} d="M12 5.500 7.500 10l4.500 4.500"/>`),
  high: icon(`<path ${stroke} d="M10 3.500 17.500 16.500H2.500zM10 8.500v3.500M10 14.250v.05"/>`),
  shield: icon(`<path ${stroke} d="M10 2.500 16 5v4.500c0 4-2.500 6.500-6 8-3.500-1.500-6-4-6-8V5z"/>`),
  clock: icon(`<g ${stroke}><circle cx="10" cy="10" r="7.500"/><path d="M10 5.750V10l2.750 1.750"/></g>`),
} as const;
