import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { FieldNote } from '../shared';
import { blockers } from './blockers';
import { ChangeList } from './ChangeList';
import { FileList } from './FileList';
import { FindingList } from './FindingList';
import styles from './RequestPreview.module.css';

/** The preview in three tabs: what changes, the files, the findings. */
export function PreviewTabs(props: { view: PreviewView }) {
  const { view } = props;
  const errors = blockers(view).length;
  const [tab, setTab] = useState<string>();
  // An error is what one must see; after a click the reader decides.
  const selected = tab ?? (errors > 0 ? 'findings' : 'changes');
  const changed = view.files.filter(({ change }) => change !== 'same');
  return (
    <>
      <Tabs
        selectedKey={selected}
        onSelectionChange={key => setTab(String(key))}
      >
        <TabList>
          <Tab id="changes">What changes</Tab>
          <Tab id="files">{`Files ${changed.length}`}</Tab>
          <Tab id="findings">{`Findings ${view.findings.length}`}</Tab>
        </TabList>
        <TabPanel id="changes" className={styles.panel}>
          <ChangeList changes={view.changes} />
        </TabPanel>
        <TabPanel id="files" className={styles.panel}>
          <FileList files={changed} />
        </TabPanel>
        <TabPanel id="findings" className={styles.panel}>
          <FindingList findings={view.findings} />
        </TabPanel>
      </Tabs>
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
