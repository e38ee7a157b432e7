import { Link } from '@backstage/ui';
import type { ChangeView } from '@groundwork/backstage-plugin-tenancy-common';
import { useTexts } from '../../translations';

/** Who made a change, and the commit or proposal with its page. */
export function ChangeSource(props: { change: ChangeView }) {
  const { by, kind, commit, url } = props.change;
  const t = useTexts();
  const place =
    commit?.slice(0, 7) ??
    (kind === 'proposal' ? t('changes.open') : t('changes.link'));
  return (
    <>
      {by && (
        <span>
          {kind === 'edit' ? t('changes.writtenBy', { manager: by }) : by}
        </span>
      )}
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
