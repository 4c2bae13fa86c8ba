import { memo } from 'react';
import type { Inside } from '../../engine/inside-protocol.ts';
import { useInside } from '../../state/inside/index.ts';
import controls from '../../ui/controls.module.css';
import { DataTable, Disclosure, ScrollArea, Stack } from '../../ui/layout/index.ts';
import { formatExact, formatSigned } from '../../ui/text/format-number.ts';
import styles from './inside.module.css';
import { placeName } from './picture/box-names.ts';
import { nodeName, VIA_NAMES } from './picture/flow-names.ts';
import type { Picture } from './picture/picture.ts';

interface NumberTablesProps {
  readonly inside: Inside;
  readonly picture: Picture;
}

/** Everything in the drawing as numbers: a table a lane. Each state and each flow can be chosen there. */
export function NumberTables(props: NumberTablesProps) {
  return (
    <Disclosure lazy summary="All numbers, as a table for each layer" className="screen-only">
      <Stack gap={4}>
        {props.picture.net.lanes.map((_, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its index
          <LaneTable key={lane} lane={lane} {...props} />
        ))}
      </Stack>
    </Disclosure>
  );
}

const LaneTable = memo(function LaneTable({ lane, inside, picture }: NumberTablesProps & { readonly lane: number }) {
  const { net, lanes, columns, digits, scoreName } = picture;
  const select = useInside((state) => state.select);
  const { name = '', detail = '' } = lanes[lane] ?? {};
  const title = detail ? `${name}, ${detail}` : name;
  const boxes = [...net.boxes.entries()].filter(([, box]) => box.lane === lane).sort(([, a], [, b]) => a.row - b.row);
  const isInput = net.lanes[lane]?.kind === 'input';
  return (
    <ScrollArea label={title} maxHeight="27rem">
      <DataTable scrolls look="lined" size="xs" className={styles.numbers}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col">{inside.method === 'lrp' ? 'relevance' : 'derivative × value'}</th>
            {!isInput && <th scope="col">kept here</th>}
            {!isInput && <th scope="col">hands on</th>}
          </tr>
        </thead>
        <tbody>
          {boxes.map(([index, box]) => {
            const node = box.nodes.at(-1) ?? 0;
            const flows = inside.flows.flatMap((flow, at) => (box.nodes.includes(flow.from) ? [{ ...flow, at }] : []));
            return (
              <tr key={index}>
                <th scope="row">
                  <button type="button" className={controls.link} onClick={() => select({ kind: 'state', index: node })}>
                    {lane === 0 ? scoreName : placeName(box, columns)}
                  </button>
                </th>
                <td title={formatExact(box.amount)}>{formatSigned(box.amount, digits + 2)}</td>
                {!isInput && <td title={formatExact(box.drips)}>{formatSigned(box.drips, digits + 2)}</td>}
                {!isInput && (
                  <td className={styles.ways}>
                    {flows.map((flow) => (
                      <button
                        key={flow.at}
                        type="button"
                        className={controls.link}
                        title={VIA_NAMES[flow.via]}
                        aria-label={`${formatSigned(flow.amount, digits + 2)} to ${nodeName(flow.to, inside, picture)}, ${VIA_NAMES[flow.via]}`}
                        onClick={() => select({ kind: 'flow', index: flow.at })}
                      >
                        {formatSigned(flow.amount, digits + 2)} → {shortTarget(flow.to, inside, picture)}
                      </button>
                    ))}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </DataTable>
    </ScrollArea>
  );
});

function shortTarget(node: number, { nodes }: Inside, { net, columns, lanes }: Picture): string {
  const box = net.boxes[net.boxOf[node] ?? 0];
  if (!box) return '';
  const isWhole = box.over[1] - box.over[0] === columns.length;
  const kind = nodes[node]?.kind;
  if (isWhole && kind === 'row') return lanes[box.lane]?.name ?? '';
  const place = placeName(box, columns);
  return kind === 'h' ? `state at ${place}` : kind === 'c' ? `cell at ${place}` : place;
}
