import { useFormTexts } from '../../translations/forms';
import { useRequests } from '../../hooks';
import { NameSelect } from './NameSelect';
import type { RequestNameProps } from './schema';

/** Chooses a request of a tenant, to change or remove it. */
export function ChosenRequest(
  props: RequestNameProps & { tenant: string; kind: string },
) {
  const t = useFormTexts();
  const { tenant, kind } = props;
  const withOrphans = props.uiSchema['ui:options']?.expect === 'remove';
  const { data, error } = useRequests(tenant);
  return (
    <NameSelect
      {...props}
      names={data?.items
        .filter(
          item =>
            item.kind.toLowerCase() === kind.toLowerCase() &&
            (item.stage === 'orphaned' ? withOrphans : item.commit),
        )
        .map(({ name }) => name)
        .sort()}
      error={error}
      none={t('request.none', { tenant, kind: kind.toLowerCase() })}
    />
  );
}
