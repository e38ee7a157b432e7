import { useState } from 'react';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useFormTexts } from '../../translations/forms';
import { DiffView } from './DiffView';
import styles from './RequestPreview.module.css';

/** One file: its text to copy, or its difference from Git. */
export function FileView(props: { file: PreviewFile }) {
  const t = useFormTexts();
  const { file } = props;
  const [copied, setCopied] = useState(false);
  const comparable = file.previous !== undefined;
  const [diff, setDiff] = useState(comparable);
  return (
    <div>
      <div className={styles.tools}>
        <Button
          size="small"
          startIcon={
            copied ? <RiCheckLine size={16} /> : <RiFileCopyLine size={16} />
          }
          onClick={() =>
            navigator.clipboard.writeText(file.content).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {t(copied ? 'preview.copied' : 'preview.copy')}
        </Button>
        {comparable && (
          <FormControlLabel
            label={t('preview.difference')}
            control={
              <Switch
                size="small"
                color="primary"
                checked={diff}
                onChange={event => setDiff(event.target.checked)}
              />
            }
          />
        )}
      </div>
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
