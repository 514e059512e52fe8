/** A labelled choice of one among several. */
export function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  const { name, label, chosen, options } = props;
  return (
    <div class="choice">
      <label class="form-label" for={`choice-${name}`}>
        {label}
      </label>
      <select class="form-select" id={`choice-${name}`} name={name}>
        {options.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
