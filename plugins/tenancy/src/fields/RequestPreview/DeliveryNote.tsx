import Typography from '@material-ui/core/Typography';
import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { usePlatform } from '../../hooks';

/** What happens with the change once it is handed in, and where. */
export function DeliveryNote() {
  const { data } = usePlatform();
  return data ? (
    <Typography variant="caption" color="textSecondary" component="p">
      {describeDelivery(data)}
    </Typography>
  ) : null;
}

/** The way of a change in words: a commit, or a pull request that somebody merges. */
function describeDelivery({
  publish,
  repository: { platform, tenants },
}: PlatformView): string {
  const places = [
    ...new Set([platform, tenants].map(({ url }) => url.replace(/\.git$/, ''))),
  ].join(' and ');
  return publish === 'push'
    ? `The last button commits to branch ${tenants.branch} of ${places}. Argo CD applies it from there.`
    : `The last button opens a request to merge into branch ${tenants.branch} of ${places}. Nothing changes before it is merged.`;
}
