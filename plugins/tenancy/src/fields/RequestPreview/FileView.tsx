import { useState } from 'react';
import { Button, Flex, Switch } from '@backstage/ui';
import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { DiffView } from './DiffView';
import styles from './RequestPreview.module.css';

/** One file: its text to copy, or its difference from Git. */
export function FileView(props: { file: PreviewFile }) {
  const { file } = props;
  const [copied, setCopied] = useState(false);
  const comparable = file.previous !== undefined;
  const [diff, setDiff] = useState(comparable);
  return (
    <div>
      <Flex gap="3" align="center" mb="2">
        <Button
          variant="tertiary"
          size="small"
          iconStart={
            copied ? <RiCheckLine size={16} /> : <RiFileCopyLine size={16} />
          }
          onPress={() =>
            navigator.clipboard.writeText(file.content).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        {comparable && (
          <Switch
            label="Difference from Git"
            isSelected={diff}
            onChange={setDiff}
          />
        )}
      </Flex>
      {diff ? (
        <DiffView before={file.previous ?? ''} after={file.content} />
      ) : (
        // Focusable, so that the keyboard can scroll it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles.code} tabIndex={0} aria-label={file.path}>
          {file.content}
        </pre>
      )}
    </div>
  );
}
