import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { tenancyTranslationRef } from '../../translations';
import { useEnvironmentInUrl } from './useEnvironmentInUrl';
import chips from '../../styles/chips.module.css';

/** Narrows what is below to one environment; absent where there is but one. The choice stands in the address. */
export function EnvironmentChips(props: { environments: readonly string[] }) {
  const { environments } = props;
  const { t } = useTranslationRef(tenancyTranslationRef);
  const [environment, choose] = useEnvironmentInUrl(environments);
  if (environments.length < 2) {
    return null;
  }
  return (
    <ToggleButtonGroup
      aria-label={t('estate.environments')}
      selectionMode="single"
      selectedKeys={environment ? [environment] : []}
      className={chips.chips}
      onSelectionChange={keys => {
        const [chosen] = [...keys].map(String);
        choose(chosen);
      }}
    >
      {environments.map(each => (
        <ToggleButton key={each} id={each} size="small">
          {each}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
