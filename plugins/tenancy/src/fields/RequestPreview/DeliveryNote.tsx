import Typography from '@material-ui/core/Typography';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { type FormTexts, useFormTexts } from '../../translations/forms';
import { usePlatform } from '../../hooks';

/** What happens with the change once it is handed in, and where. */
export function DeliveryNote() {
  const t = useFormTexts();
  const { data } = usePlatform();
  return data ? (
    <Typography variant="caption" color="textSecondary" component="p">
      {describeDelivery(data, t)}
    </Typography>
  ) : null;
}

/** The way of a change in words: a commit, or a pull request that somebody merges. */
function describeDelivery(
  { publish, repository: { platform, tenants } }: PlatformView,
  t: FormTexts,
): string {
  const [one, other] = new Set(
    [platform, tenants].map(({ url }) => url.replace(/\.git$/, '')),
  );
  return t(publish === 'push' ? 'preview.push' : 'preview.propose', {
    branch: tenants.branch,
    places: other === undefined ? one : t('preview.and', { one, other }),
  });
}
