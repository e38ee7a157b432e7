import Typography from '@material-ui/core/Typography';
import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import { Disclosure } from '../../components/Disclosure';
import { FileView } from './FileView';
import styles from './RequestPreview.module.css';

const SIGNS: Record<PreviewFile['change'], string> = {
  added: '+',
  changed: '~',
  removed: '−',
  same: '=',
};

/** The files that the request would write, each to be opened. */
export function FileList(props: { files: readonly PreviewFile[] }) {
  const t = useFormTexts();
  const { files } = props;
  if (files.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('preview.noFile')}
      </Typography>
    );
  }
  return (
    <ul className={styles.files}>
      {files.map(file => (
        <li key={file.path}>
          <Disclosure
            summary={
              <span className={styles.path}>
                <span aria-hidden="true">{SIGNS[file.change]}</span> {file.path}
                <span className={styles.word}>
                  {t(`preview.fileChanges.${file.change}`)}
                </span>
              </span>
            }
          >
            <FileView file={file} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
