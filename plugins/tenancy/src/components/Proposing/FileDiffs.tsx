import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import { hunksOf } from '../../fields/RequestPreview/hunks';
import { Disclosure } from '../Disclosure';
import styles from './Proposing.module.css';

const SIGNS = { added: '+', removed: '-', same: ' ' };

/** Files with what differs from Git, line by line; what stays is left out. */
export function FileDiffs(props: { files: readonly PreviewFile[] }) {
  return (
    <>
      {props.files.map(({ path, content, previous = '', change }, index) => (
        <Disclosure
          key={path}
          // The request itself says most.
          defaultOpen={index === 0}
          summary={<code className={styles.path}>{path}</code>}
        >
          {/* Focusable, so that the keyboard can scroll it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.diff} tabIndex={0} aria-label={path}>
            {hunksOf(previous, change === 'removed' ? '' : content)
              .filter(({ folded }) => !folded)
              .flatMap(({ lines }, hunk) =>
                lines.map(({ kind, text }, at) => (
                  <div key={`${hunk}-${at}`} data-change={kind}>
                    {`${SIGNS[kind]} ${text}`}
                  </div>
                )),
              )}
          </pre>
        </Disclosure>
      ))}
    </>
  );
}
