import { useId, useState, type ReactNode } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { FieldNote } from '../shared';
import { blockers } from './blockers';
import { ChangeList } from './ChangeList';
import type { FieldPlace } from './fieldPlaces';
import { FileList } from './FileList';
import { FindingList } from './FindingList';
import styles from './RequestPreview.module.css';

/** The preview in three tabs: what changes, the files, the findings. */
export function PreviewTabs(props: {
  view: PreviewView;
  placeOf?: (path: string) => FieldPlace | undefined;
}) {
  const { view, placeOf } = props;
  const id = useId();
  const errors = blockers(view).length;
  const [tab, setTab] = useState<string>();
  // An error is what one must see; after a click the reader decides.
  const selected = tab ?? (errors > 0 ? 'findings' : 'changes');
  const changed = view.files.filter(({ change }) => change !== 'same');
  const panels: Array<{ name: string; label: string; content: ReactNode }> = [
    {
      name: 'changes',
      label: 'What changes',
      content: <ChangeList changes={view.changes} />,
    },
    {
      name: 'files',
      label: `Files ${changed.length}`,
      content: <FileList files={changed} />,
    },
    {
      name: 'findings',
      label: `Findings ${view.findings.length}`,
      content: <FindingList findings={view.findings} placeOf={placeOf} />,
    },
  ];
  return (
    <>
      <Tabs
        value={selected}
        onChange={(_, name: string) => setTab(name)}
        variant="scrollable"
        scrollButtons="off"
        indicatorColor="primary"
        textColor="primary"
        aria-label="Preview"
      >
        {panels.map(({ name, label }) => (
          <Tab
            key={name}
            value={name}
            label={label}
            id={`${id}-${name}`}
            aria-controls={`${id}-panel`}
            className={styles.tab}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
      >
        {panels.find(({ name }) => name === selected)?.content}
      </div>
      {!view.checkedLive && (
        <FieldNote tone="unknown">
          No cluster was asked: only the request itself is checked.
        </FieldNote>
      )}
      {errors > 0 && selected !== 'findings' && (
        <FieldNote tone="bad">
          {errors === 1
            ? '1 finding forbids this'
            : `${errors} findings forbid this`}
        </FieldNote>
      )}
    </>
  );
}
