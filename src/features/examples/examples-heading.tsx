export function ExamplesHeading({ id }: { readonly id?: string }) {
  return (
    <h2 id={id} className="eyebrow">
      Examples
    </h2>
  );
}
