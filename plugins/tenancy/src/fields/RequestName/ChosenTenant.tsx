import { useFormTexts } from '../../translations/forms';
import { useTenants } from '../../hooks';
import { NameSelect } from './NameSelect';
import type { RequestNameProps } from './schema';

/** Chooses a tenant to change: those of the user, and for the platform team all. */
export function ChosenTenant(props: RequestNameProps) {
  const t = useFormTexts();
  const { data, error } = useTenants();
  return (
    <NameSelect
      {...props}
      names={data?.items.map(({ name }) => name).sort()}
      error={error}
      none={
        data?.denied
          ? t('tenant.denied', { permission: data.denied })
          : t('request.noTenant')
      }
    />
  );
}
