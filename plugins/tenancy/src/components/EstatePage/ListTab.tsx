import { Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { tenancyTranslationRef } from '../../translations';
import { type Column, DataTable, ExportButtons } from '../DataTable';

/** A table of one of the tabs, with what to say where it is empty or cut, and its export. */
export function ListTab<T>(props: {
  label: string;
  /** Of the exported file, without ending. */
  fileName: string;
  columns: ReadonlyArray<Column<T>>;
  items: readonly T[];
  /** How many there are without the search, and without a bound. */
  total: number;
  isFiltered: boolean;
  /** What to say where there is nothing at all. */
  none: string;
  keyOf: (item: T) => string;
}) {
  const { label, fileName, columns, items, total, isFiltered, none } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  if (items.length === 0) {
    return (
      <Text as="p" color="secondary">
        {isFiltered && total > 0 ? t('estate.nothingMatches') : none}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <DataTable
        label={label}
        columns={columns}
        items={items}
        keyOf={props.keyOf}
      />
      {!isFiltered && items.length < total && (
        <Text as="p" variant="body-small" color="secondary">
          {t('estate.first', {
            shown: String(items.length),
            total: String(total),
          })}
        </Text>
      )}
      <ExportButtons
        fileName={fileName}
        columns={columns}
        items={() => items}
      />
    </Flex>
  );
}
