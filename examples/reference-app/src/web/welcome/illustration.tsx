/** Notes, of which one is found: for the eye only. Its colours are the theme's (`app.css`). */
export function Illustration() {
  return (
    <svg
      class="home-picture"
      viewBox="0 0 480 380"
      width="480"
      height="380"
      aria-hidden="true"
      focusable="false"
    >
      <circle class="halo" cx="250" cy="190" r="170" />
      <path class="thread" d="M92 96C170 40 250 250 330 150S430 250 396 300" stroke-width="2" />
      <Note x={44} y={52} turn={-8} lines={[78, 58, 68]} />
      <Note x={300} y={40} turn={6} lines={[70, 82, 46]} />
      <Note x={66} y={232} turn={5} lines={[64, 76]} />
      <Note x={318} y={236} turn={-5} lines={[80, 52, 60]} />
      <g transform="rotate(-2 240 190)">
        <rect
          class="paper found"
          x="166"
          y="122"
          width="156"
          height="132"
          rx="14"
          stroke-width="3"
        />
        <circle class="mark" cx="190" cy="150" r="8" />
        <path
          class="line"
          d="M208 150h86M186 178h112M186 200h96M186 222h68"
          stroke-width="7"
          stroke-linecap="round"
        />
      </g>
      <g class="thread" stroke-width="9" stroke-linecap="round">
        <circle class="thread" cx="318" cy="238" r="44" />
        <path d="M350 271l38 40" />
      </g>
    </svg>
  );
}

function Note(props: {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly lines: readonly number[];
}) {
  const { x, y, turn, lines } = props;
  return (
    <g transform={`rotate(${turn} ${x + 60} ${y + 50})`}>
      <rect
        class="paper"
        x={x}
        y={y}
        width="124"
        height={36 + lines.length * 20}
        rx="12"
        stroke-width="2"
      />
      {lines.map((length, index) => (
        <path
          class="line"
          d={`M${x + 20} ${y + 30 + index * 20}h${length}`}
          stroke-width="6"
          stroke-linecap="round"
        />
      ))}
    </g>
  );
}
