import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { FixOption } from '@groundwork/engine';
import { skipToken } from '@tanstack/react-query';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { describeError } from '../../status';
import { useTexts } from '../../translations';
import { LoadingLines } from '../QueryState';
import styles from './Fixes.module.css';

/** What a fix changes: the fields before and after, and what follows from them over what is there now. */
export function FixEffects(props: { option: FixOption }) {
  const { option } = props;
  const { request, changes, review, risk, remaining, edit } = option;
  const t = useTexts();
  const api = useApi(tenancyApiRef);
  const preview = useTenancyQuery({
    queryKey: ['preview', edit],
    queryFn: edit ? ({ signal }) => api.preview({ edit }, signal) : skipToken,
  });
  // The request's own line says the same again.
  const effects = (preview.data?.changes ?? []).filter(
    line => !/^. Request /.test(line),
  );
  const named = (
    <>
      {request.kind} <strong>{request.name}</strong>
    </>
  );
  return (
    <>
      <Text as="p" variant="body-small">
        {changes.length === 0 ? t('fixes.stays', { request: named }) : named}
      </Text>
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label={t('fixes.changes')}>
          {changes.map(line => (
            <ChangeLine key={line} line={line} />
          ))}
        </ul>
      )}
      {preview.isLoading && <LoadingLines lines={2} />}
      {preview.error && (
        <Text as="p">
          {t('fixes.notAsked', { why: describeError(preview.error) })}
        </Text>
      )}
      {effects.length > 0 && (
        <ul className={styles.effects} aria-label={t('fixes.follows')}>
          {effects.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <ul className={styles.effects} aria-label={t('fixes.toKnow')}>
        {risk !== 'none' && <li>{t(`fixes.risks.${risk}`)}</li>}
        {review === 'platform' && <li>{t('fixes.platform')}</li>}
        {remaining.map(text => (
          <li key={text}>{t('fixes.remaining', { why: text })}</li>
        ))}
      </ul>
    </>
  );
}

function ChangeLine(props: { line: string }) {
  const t = useTexts();
  const [, field, was, is] = /^([^:]+): (.*) → (.*)$/s.exec(props.line) ?? [];
  return field === undefined ? (
    <li>{props.line}</li>
  ) : (
    <li>
      <code>{field}</code>
      <del aria-label={t('fixes.was', { value: was })}>{was}</del>
      <ins aria-label={t('fixes.becomes', { value: is })}>{is}</ins>
    </li>
  );
}
