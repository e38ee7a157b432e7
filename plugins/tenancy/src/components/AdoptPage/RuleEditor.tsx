import { Button, Flex, Text, TextField } from '@backstage/ui';
import type { AdoptionNamespaceList } from '@groundwork/backstage-plugin-tenancy-common';
import { type FormEvent, useEffect, useId, useRef } from 'react';
import { useTexts } from '../../translations';
import { newDraft, type RuleDraft, rulesOf } from './ruleDrafts';
import surface from '../../styles/surface.module.css';
import styles from './AdoptPage.module.css';

/** Further fields of a rule, which most rules leave empty. */
const FURTHER = ['environment', 'tenant', 'tier'] as const;

/** Whose namespaces are, in rules that an admin writes. */
export function RuleEditor(props: {
  drafts: readonly RuleDraft[];
  onChange: (drafts: RuleDraft[]) => void;
  onBegin: () => void;
  onApply: () => void;
  isApplied: boolean;
  problem?: string;
  /** The draft that was begun last: whoever began it goes on in its first empty field. */
  begun?: number;
  view: Pick<AdoptionNamespaceList, 'configured' | 'environments' | 'tiers'>;
}) {
  const { drafts, onChange, onBegin, onApply, isApplied, problem } = props;
  const { begun, view } = props;
  const t = useTexts();
  const lists = useId();
  const isWhole = rulesOf(drafts) !== undefined;
  const hints = {
    environment: t('adopt.rules.any'),
    tenant: t('adopt.rules.tenantHint'),
    tier: t('adopt.rules.byQuota'),
  };
  const names = { environment: view.environments, tier: view.tiers };
  const list = useRef<HTMLOListElement>(null);
  const status = useRef<HTMLSpanElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  // Of a button that can't be pressed any more, or is gone, the focus goes on to what is beside it.
  const moved = useRef<number>();
  useEffect(() => {
    const { current: id } = moved;
    moved.current = undefined;
    if (id !== undefined) {
      const [rule] = [...(list.current?.children ?? [])].filter(
        each => each.getAttribute('data-rule') === String(id),
      );
      rule?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    }
  }, [drafts]);
  useEffect(() => {
    const rule = list.current?.querySelector(`[data-rule="${begun}"]`);
    const fields = [...(rule?.querySelectorAll('input') ?? [])];
    fields.find(({ value }) => value === '')?.focus();
  }, [begun]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) {
      onApply();
      // Once they are applied it can't be pressed again.
      if (document.activeElement instanceof HTMLButtonElement) {
        status.current?.focus();
      }
    }
  };
  const set = (id: number, change: Partial<RuleDraft>) =>
    onChange(
      drafts.map(each => (each.id === id ? { ...each, ...change } : each)),
    );
  return (
    <form onSubmit={submit} className={`${styles.box} ${surface.surface}`}>
      <Text as="p" color="secondary">
        {t('adopt.rules.hint', {
          namespace: '${{ namespace }}',
          tenant: '${{ tenant }}',
        })}
      </Text>
      {Object.entries(names).map(([field, choices]) => (
        <datalist key={field} id={`${lists}-${field}`}>
          {choices.map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ))}
      {drafts.length > 0 && (
        <ol className={styles.rules} ref={list}>
          {drafts.map((draft, index) => (
            <li key={draft.id} data-rule={draft.id}>
              <fieldset className={styles.rule}>
                <legend className={styles.legend}>
                  {t('adopt.rules.item', { number: index + 1 })}
                </legend>
                <TextField
                  size="small"
                  label={t('adopt.rules.namespace')}
                  placeholder={t('adopt.rules.namespaceHint')}
                  value={draft.namespace}
                  onChange={namespace => set(draft.id, { namespace })}
                />
                <TextField
                  size="small"
                  label={t('adopt.rules.owner')}
                  placeholder={t('adopt.rules.ownerHint')}
                  value={draft.owner}
                  onChange={owner => set(draft.id, { owner })}
                />
                {FURTHER.map(field => (
                  <TextField
                    key={field}
                    size="small"
                    label={t(`adopt.rules.${field}`)}
                    placeholder={hints[field]}
                    value={draft[field]}
                    onChange={value => set(draft.id, { [field]: value })}
                  />
                ))}
                <Flex gap="1" className={styles.ruleButtons}>
                  <Button
                    variant="tertiary"
                    size="small"
                    isDisabled={index === 0}
                    aria-label={t('adopt.rules.up', { number: index + 1 })}
                    onPress={() => {
                      const next = [...drafts];
                      next.splice(index - 1, 0, ...next.splice(index, 1));
                      moved.current = draft.id;
                      onChange(next);
                    }}
                  >
                    ↑
                  </Button>
                  <Button
                    variant="tertiary"
                    size="small"
                    aria-label={t('adopt.rules.remove', { number: index + 1 })}
                    onPress={() => {
                      onChange(drafts.filter(({ id }) => id !== draft.id));
                      add.current?.focus();
                    }}
                  >
                    ✕
                  </Button>
                </Flex>
              </fieldset>
            </li>
          ))}
        </ol>
      )}
      <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
        <Button variant="secondary" size="small" ref={add} onPress={onBegin}>
          {t('adopt.rules.add')}
        </Button>
        {drafts.length === 0 && view.configured.length > 0 && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => {
              onChange(view.configured.map(newDraft));
              add.current?.focus();
            }}
          >
            {t('adopt.rules.useConfigured')}
          </Button>
        )}
        <Button type="submit" size="small" isDisabled={isApplied || !isWhole}>
          {t('adopt.rules.apply')}
        </Button>
        <span ref={status} tabIndex={-1}>
          <Text as="span" variant="body-small" color="secondary" role="status">
            {statusText()}
          </Text>
        </span>
      </Flex>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  );

  function statusText(): string {
    if (!isWhole || (isApplied && drafts.some(isBlank))) {
      return t('adopt.rules.incomplete');
    }
    if (isApplied) {
      return drafts.length > 0 ? t('adopt.rules.applied') : '';
    }
    return t('adopt.rules.pending');
  }
}

/** Nothing is written in it yet, so that it is no rule. */
function isBlank(draft: RuleDraft): boolean {
  return rulesOf([draft])?.length === 0;
}
