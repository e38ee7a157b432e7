import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { tenancyTranslationRef } from '../../translations';
import { saveFile } from './saveFile';
import { type ExportColumn, toCsv, toJson } from './toCsv';

/** Saves a table as CSV or JSON. `items` is asked when a button is pressed, and may have to ask the portal for more. */
export function ExportButtons<T>(props: {
  fileName: string;
  columns: ReadonlyArray<ExportColumn<T>>;
  items: () => readonly T[] | Promise<readonly T[]>;
}) {
  const { fileName, columns, items } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const save = async (kind: 'csv' | 'json') => {
    setState('busy');
    try {
      const all = await items();
      if (kind === 'csv') {
        saveFile(`${fileName}.csv`, 'text/csv', toCsv(columns, all));
      } else {
        saveFile(`${fileName}.json`, 'application/json', toJson(columns, all));
      }
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <Flex gap="2" align="center">
      <Text variant="body-small" color="secondary">
        {state === 'failed' ? t('export.failed') : t('export.label')}
      </Text>
      {(['csv', 'json'] as const).map(kind => (
        <Button
          key={kind}
          variant="secondary"
          size="small"
          isDisabled={state === 'busy'}
          onPress={() => save(kind)}
        >
          {kind.toUpperCase()}
        </Button>
      ))}
    </Flex>
  );
}
