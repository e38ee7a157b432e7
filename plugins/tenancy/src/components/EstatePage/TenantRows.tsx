import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { FixedSizeList } from 'react-window';
import type { TenantSummary } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';
import { TenantRow } from './TenantRow';
import styles from './EstatePage.module.css';
import surface from '../../styles/surface.module.css';

const ROW_HEIGHT = 48;
const NARROW_ROW_HEIGHT = 96;
const NARROW_WIDTH = 720;
const MIN_HEIGHT = 240;

function Row(props: {
  index: number;
  style: CSSProperties;
  data: readonly TenantSummary[];
}) {
  const { index, style, data } = props;
  return (
    <div
      role="listitem"
      aria-setsize={data.length}
      aria-posinset={index + 1}
      style={style}
    >
      <TenantRow tenant={data[index]} />
    </div>
  );
}

/** The rows in sight, of however many there are, down to the lower edge of the window. */
export function TenantRows(props: { tenants: readonly TenantSummary[] }) {
  const t = useTexts();
  const { tenants } = props;
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1024, height: 600 });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    const measure = () =>
      setSize({
        width: element.clientWidth || 1024,
        height: Math.max(
          MIN_HEIGHT,
          window.innerHeight - element.getBoundingClientRect().top - 64,
        ),
      });
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);

  const rowHeight = size.width < NARROW_WIDTH ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  return (
    <div
      ref={box}
      className={`${styles.rows} ${surface.surface}`}
      role="list"
      aria-label={t('estate.title')}
    >
      <FixedSizeList
        width="100%"
        height={Math.min(size.height, tenants.length * rowHeight)}
        itemCount={tenants.length}
        itemSize={rowHeight}
        itemData={tenants}
        itemKey={index => tenants[index].name}
        overscanCount={8}
      >
        {Row}
      </FixedSizeList>
    </div>
  );
}
