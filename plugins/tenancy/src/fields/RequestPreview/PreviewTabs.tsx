import { useId, useState, type ReactNode } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
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
  const t = useFormTexts();
  const id = useId();
  const errors = blockers(view).length;
  const [tab, setTab] = useState<string>();
  // An error is what one must see; after a click the reader decides.
  const selected = tab ?? (errors > 0 ? 'findings' : 'changes');
  const changed = view.files.filter(({ change }) => change !== 'same');
  const panels: Array<{ name: string; label: string; content: ReactNode }> = [
    {
      name: 'changes',
      label: t('preview.changes'),
      content: <ChangeList changes={view.changes} />,
    },
    {
      name: 'files',
      label: t('preview.files', { number: String(changed.length) }),
      content: <FileList files={changed} />,
    },
    {
      name: 'findings',
      label: t('preview.findings', {
        number: String(view.findings.length),
      }),
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
        aria-label={t('preview.label')}
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
        <FieldNote tone="unknown">{t('preview.noCluster')}</FieldNote>
      )}
      {errors > 0 && selected !== 'findings' && (
        <FieldNote tone="bad">
          {t('preview.forbid', { count: errors })}
        </FieldNote>
      )}
    </>
  );
}
