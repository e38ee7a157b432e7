import { Flex, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { ChangeKind } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { KINDS } from './kinds';

/** What of a timeline is shown: nothing chosen is everything. */
export interface ChangeFilter {
  environment?: string;
  kinds: readonly ChangeKind[];
}

/** Chips above the timeline. */
export function ChangeFilters(props: {
  filter: ChangeFilter;
  onChange: (filter: ChangeFilter) => void;
  environments: readonly string[];
}) {
  const { filter, onChange, environments } = props;
  const t = useTexts();
  return (
    <Flex gap="4" style={{ flexWrap: 'wrap' }}>
      {environments.length > 1 && (
        <ToggleButtonGroup
          aria-label={t('columns.environment')}
          selectionMode="single"
          selectedKeys={filter.environment ? [filter.environment] : []}
          onSelectionChange={keys => {
            const [environment] = [...keys].map(String);
            onChange({ ...filter, environment });
          }}
        >
          {environments.map(environment => (
            <ToggleButton key={environment} id={environment} size="small">
              {environment}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      <ToggleButtonGroup
        aria-label={t('changes.kindsLabel')}
        selectionMode="multiple"
        selectedKeys={filter.kinds}
        style={{ flexWrap: 'wrap' }}
        onSelectionChange={keys =>
          onChange({ ...filter, kinds: KINDS.filter(kind => keys.has(kind)) })
        }
      >
        {KINDS.map(kind => (
          <ToggleButton key={kind} id={kind} size="small">
            {t(`changes.kinds.${kind}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Flex>
  );
}
