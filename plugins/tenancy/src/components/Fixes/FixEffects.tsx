import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { FixOption } from '@groundwork/engine';
import { skipToken } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { describeError } from '../../status';
import { LoadingLines } from '../QueryState';
import styles from './Fixes.module.css';

const risks: Record<FixOption['risk'], string | undefined> = {
  none: undefined,
  restart: 'Its pods are replaced, as its update strategy says.',
  overwrite:
    'What was changed by hand is put back, and pods are replaced where it was of them.',
  access: 'Pods or syncs may reach something that they could not.',
  size: 'It may use more of the platform.',
};

/** What a fix changes: the fields before and after, and what follows from them over what is there now. */
export function FixEffects(props: { option: FixOption }) {
  const { option } = props;
  const { request, changes, review, risk, remaining, edit } = option;
  const api = useApi(tenancyApiRef);
  const preview = useTenancyQuery({
    queryKey: ['preview', edit],
    queryFn: edit ? ({ signal }) => api.preview({ edit }, signal) : skipToken,
  });
  // The request's own line says the same again.
  const effects = (preview.data?.changes ?? []).filter(
    line => !/^. Request /.test(line),
  );
  return (
    <>
      <Text as="p" variant="body-small">
        {request.kind} <strong>{request.name}</strong>
        {changes.length === 0 && ' stays as it is, and is rendered again'}
      </Text>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="What changes">
          {changes.map(line => (
            <ChangeLine key={line} line={line} />
          ))}
        </ul>
      )}
      {preview.isLoading && <LoadingLines lines={2} />}
      {preview.error && (
        <Text as="p">
          What follows from it could not be asked:{' '}
          {describeError(preview.error)}
        </Text>
      )}
      {effects.length > 0 && (
        <ul className={styles.effects} aria-label="What follows from it">
          {effects.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <ul className={styles.effects} aria-label="What to know">
        {risks[risk] && <li>{risks[risk]}</li>}
        {review === 'platform' && (
          <li>
            It changes what the tenant itself may have, which is for the
            platform team to review.
          </li>
        )}
        {remaining.map(text => (
          <li key={text}>It cannot be proposed yet: {text}</li>
        ))}
      </ul>
    </>
  );
}

function ChangeLine(props: { line: string }) {
  const [, field, was, is] = /^([^:]+): (.*) → (.*)$/s.exec(props.line) ?? [];
  return field === undefined ? (
    <li>{props.line}</li>
  ) : (
    <li>
      <code>{field}</code>
      <del aria-label={`was ${was}`}>{was}</del>
      <ins aria-label={`becomes ${is}`}>{is}</ins>
    </li>
  );
}
