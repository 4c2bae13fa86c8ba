import styles from './examples-panel.module.css';

export function ExamplesHeading({ id }: { readonly id?: string }) {
  return (
    <h2 id={id} className={styles.heading}>
      Examples
    </h2>
  );
}
