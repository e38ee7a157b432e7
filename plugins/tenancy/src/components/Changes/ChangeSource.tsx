import { Link } from '@backstage/ui';
import type { ChangeView } from '@groundwork/backstage-plugin-tenancy-common';

/** Who made a change, and the commit or proposal with its page. */
export function ChangeSource(props: { change: ChangeView }) {
  const { by, kind, commit, url } = props.change;
  const place = commit?.slice(0, 7) ?? (kind === 'proposal' ? 'Open' : 'Link');
  return (
    <>
      {by && <span>{kind === 'edit' ? `written by ${by}` : by}</span>}
      {url ? (
        <Link href={url} variant="body-small">
          {place}
        </Link>
      ) : (
        commit && <code>{commit.slice(0, 7)}</code>
      )}
    </>
  );
}
