/** The colours of the pages, by the custom properties that a theme may set. */
export const palettes = {
  light: {
    background: '#f3f4f7',
    surface: '#ffffff',
    text: '#191c24',
    muted: '#565d6d',
    line: '#dcdfe6',
    border: '#7c8393',
    accent: '#2f4fd0',
    'accent-text': '#ffffff',
    error: '#b3211b',
    'error-surface': '#fdf0ef',
    notice: '#6b4700',
    'notice-surface': '#fff6df',
  },
  dark: {
    background: '#0f1116',
    surface: '#191c23',
    text: '#eceef3',
    muted: '#a6adbd',
    line: '#30353f',
    border: '#7e8698',
    accent: '#a3b6ff',
    'accent-text': '#0d1330',
    error: '#ff9d95',
    'error-surface': '#371a1a',
    notice: '#f3cd7c',
    'notice-surface': '#33290f',
  },
} as const;

const propertiesOf = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');

/** A theme's own style comes after it: what it sets on `:root` holds in light and in dark. */
export const builtInStyle = `
:root{color-scheme:light dark;--font:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;--radius:10px;${propertiesOf(palettes.light)}}
@media (prefers-color-scheme:dark){:root{${propertiesOf(palettes.dark)}}}
*,::before,::after{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;padding:1.5rem 1rem 2.5rem;background:var(--background);color:var(--text);font:1rem/1.5 var(--font);overflow-wrap:anywhere}
header{display:flex;align-items:center;gap:.625rem;margin-bottom:1.25rem;font-weight:650;font-size:1.0625rem;letter-spacing:-.01em}
header img{height:2rem;max-width:10rem}
header svg{width:1.75rem;height:1.75rem;flex:none;fill:var(--accent)}
main{width:100%;max-width:27rem;padding:1.75rem 1.5rem;background:var(--surface);border:1px solid var(--line);border-radius:calc(var(--radius)*1.6);box-shadow:0 1px 2px rgb(0 0 0/.04),0 8px 28px rgb(0 0 0/.06)}
h1{margin:0;font-size:1.4375rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
h2{margin:1.5rem 0 .5rem;font-size:1rem}
p{margin:.5rem 0 0}
a{color:var(--accent);text-underline-offset:.15em}
bdi{font-weight:600}
h1 bdi{font-weight:inherit}
.muted{color:var(--muted)}
.muted a{display:inline-block}
.field{margin-top:1.125rem}
label{display:block;margin-bottom:.3125rem;font-weight:600;font-size:.9375rem}
input{display:block;width:100%;min-height:2.875rem;padding:.5rem .75rem;color:inherit;background:var(--surface);border:1px solid var(--border);border-radius:var(--radius);font:inherit}
input[aria-invalid=true]{border-color:var(--error);border-width:2px}
.hint,.wrong{margin:.3125rem 0 0;font-size:.875rem}
.hint{color:var(--muted)}
.wrong{color:var(--error);font-weight:600}
.alert,.notice{margin:1rem 0 0;padding:.75rem .875rem;border-left:4px solid;border-radius:var(--radius)}
.alert{color:var(--error);background:var(--error-surface)}
.notice{color:var(--notice);background:var(--notice-surface);font-size:.9375rem}
.buttons{display:grid;grid-template-columns:1fr;gap:.75rem;margin-top:1.5rem}
.buttons.two{grid-template-columns:1fr 1fr}
button,.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:2.875rem;padding:.5rem 1rem;text-align:center;color:var(--accent-text);background:var(--accent);border:1px solid var(--accent);border-radius:var(--radius);font:inherit;font-weight:650;text-decoration:none;cursor:pointer}
button.second,.button.second{color:var(--text);background:transparent;border-color:var(--border)}
button:hover,.button:hover{filter:brightness(1.07)}
button.second:hover,.button.second:hover{filter:none;background:var(--background)}
:is(a,button,input):focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.below{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.9375rem}
ul{margin:0;padding:0;list-style:none}
li{display:grid;grid-template-columns:1.25rem 1fr;gap:0 .625rem;padding:.625rem 0;border-top:1px solid var(--line)}
li:first-child{border-top:0}
li svg{width:1.25rem;height:1.25rem;margin-top:.125rem;fill:none;stroke:var(--accent);stroke-width:2.25;stroke-linecap:round;stroke-linejoin:round}
li strong{font-weight:600}
li span{grid-column:2;color:var(--muted);font-size:.9375rem}
@media (min-width:40rem){body{padding-top:9vh}main{padding:2.25rem 2.25rem 2rem}}
@media (forced-colors:active){.alert,.notice{border:2px solid}}
`;
