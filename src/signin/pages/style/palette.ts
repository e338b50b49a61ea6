/**
 * Colours and measures. Pine for the wall, saffron for the light behind the door. Text pairs keep at least 4.5:1 and edges of
 * controls 3:1 in both schemes; the browser tests measure them.
 */
export const palette = `
:root {
  color-scheme: light dark;
  --paper: #fbfbf8; --raised: #ffffff; --ink: #16211c; --muted: #56655e; --line: #dfe3dc; --edge: #7a877f;
  --action: #0f5a43; --action-hover: #0a4533; --on-action: #ffffff; --link: #0c5a43; --wash: #eef3ee;
  --focus: #0f5a43; --danger: #a5231a; --danger-wash: #fdf1ef; --warn: #7c4a00; --warn-wash: #fdf3dd;
  --wall: #0c4232; --on-wall: #f3f8f4; --on-wall-muted: #bcd6ca;
  --arch-1: #0f5240; --arch-2: #14654f; --arch-3: #1f7d62; --arch-4: #3f9a79; --glow: #f6bd4e; --glow-high: #ffe3a1; --floor: #17674f; --leaf: #0a3a2b;
  --text: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', sans-serif;
  --display: Optima, Candara, 'Noto Sans', 'Open Sans', system-ui, sans-serif;
  --mono: ui-monospace, 'Cascadia Code', Menlo, Consolas, 'Liberation Mono', monospace;
  --round: 0.75rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1613; --raised: #17211c; --ink: #eaf1ed; --muted: #a5b5ad; --line: #29352f; --edge: #71847a;
    --action: #8edabb; --action-hover: #abe7ce; --on-action: #05261b; --link: #8edabb; --wash: #18241e;
    --focus: #f8c45c; --danger: #ffb3a8; --danger-wash: #2f1613; --warn: #f6cb75; --warn-wash: #2b2209;
    --wall: #08251c; --on-wall: #eaf4ee; --on-wall-muted: #9dbdaf;
    --arch-1: #0a2e23; --arch-2: #0d392c; --arch-3: #124a39; --arch-4: #1c6650; --glow: #f4b744; --glow-high: #ffe7ad; --floor: #0e3d2e; --leaf: #051a13;
  }
}
`;
