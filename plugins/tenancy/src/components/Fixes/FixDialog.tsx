import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Link,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import type { Fix } from '@groundwork/engine';
import { useState } from 'react';
import { usePlatform, useTemplateLink } from '../../hooks';
import { useTexts } from '../../translations';
import { FixEffects } from './FixEffects';
import { templateOf } from './templateOf';
import { useProposal } from './useProposal';
import styles from './Fixes.module.css';

/**
 * What is wrong, the ways to put it right, and what each changes; proposes the chosen one, or opens the form filled in with
 * it. Closed with Escape, what was proposed goes on.
 */
export function FixDialog(props: {
  tenant: string;
  fix: Fix;
  onClose: () => void;
}) {
  const { tenant, fix, onClose } = props;
  const { code, message, environments, options } = fix;
  const t = useTexts();
  const [chosen, setChosen] = useState(0);
  const option = options[chosen] ?? options[0];
  const link = useTemplateLink();
  const { data: platform } = usePlatform();
  const proposal = useProposal(tenant);
  const { kind, name } = option.request;
  const href = link?.(templateOf(kind), {
    mode: 'change',
    tenant,
    // The form takes the edit from the fix by its id: what a link carries may be of anybody.
    loaded: JSON.stringify({ ...option.request, fix: fix.id, option: chosen }),
    ...(option.edit?.tenant === undefined ? {} : { name }),
  });
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <DialogHeader>{t('fixes.title')}</DialogHeader>
      <DialogBody className={styles.body} tabIndex={0}>
        <Text as="p">
          {environments.length > 0 && (
            <strong>{environments.join(', ')} </strong>
          )}
          {message} <code className={styles.code}>{code}</code>
        </Text>
        {options.length > 1 && (
          <RadioGroup
            label={t('fixes.how')}
            value={String(chosen)}
            isDisabled={proposal.state !== 'none'}
            onChange={value => setChosen(Number(value))}
          >
            {options.map(({ title }, index) => (
              <Radio key={title} value={String(index)}>
                {title}
              </Radio>
            ))}
          </RadioGroup>
        )}
        {options.length === 1 && (
          <Text as="p" weight="bold">
            {option.title}
          </Text>
        )}
        <FixEffects option={option} />
        {proposal.problem && (
          <Text as="p" role="alert" className={styles.danger}>
            {proposal.problem}
          </Text>
        )}
        {proposal.state !== 'none' && !proposal.problem && (
          <div role="status" className={styles.status}>
            {proposal.state === 'running' ? (
              t('fixes.running', {
                step: proposal.step ?? t('fixes.starting'),
              })
            ) : (
              <>
                {t('fixes.done')}{' '}
                {proposal.links.map(({ title, url }) => (
                  <Link key={url} href={url}>
                    {title}
                  </Link>
                ))}
              </>
            )}
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(
            proposal.state === 'none' ? 'proposing.cancel' : 'proposing.close',
          )}
        </Button>
        {href && proposal.state === 'none' && (
          <Link href={href} className={styles.link}>
            {t('fixes.inForm')}
          </Link>
        )}
        {proposal.isOffered && proposal.state !== 'done' && (
          <Button
            isPending={proposal.state === 'running'}
            isDisabled={option.remaining.length > 0}
            onPress={() => {
              proposal.propose(option);
            }}
          >
            {t(
              platform?.publish === 'push'
                ? 'proposing.doCommit'
                : 'proposing.doPropose',
            )}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
