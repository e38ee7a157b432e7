/** Names that an input offers which points to it by `list`; anything else may be typed. */
export function Suggestions(props: { id: string; names: readonly string[] }) {
  const { id, names } = props;
  return (
    <datalist id={id}>
      {names.map(name => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
