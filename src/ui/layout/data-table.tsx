import type { ReactNode } from 'react';
import styles from './data-table.module.css';

interface DataTableProps {
  /** 'lined': a line above each row; 'striped': every second row is shaded; 'plain': a few rows. */
  readonly look?: 'plain' | 'lined' | 'striped';
  readonly size?: 's' | 'xs';
  /** It stands in a ScrollArea: it keeps a distance from its edges, and its heads stay in sight. */
  readonly scrolls?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A table of figures: the first column begins at the left, all others end at the right, unless a cell says otherwise. */
export function DataTable({ look = 'plain', size = 's', scrolls = false, className, children, ...rest }: DataTableProps) {
  const classes = [styles.table, styles[look], styles[size], scrolls && styles.scrolls, className];
  return (
    <table className={classes.filter(Boolean).join(' ')} {...rest}>
      {children}
    </table>
  );
}
