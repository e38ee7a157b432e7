import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import styles from './EstatePage.module.css';

/** Tabs of which the address names the chosen one; the first is chosen where it names none. */
export function EstateTabs(props: {
  tabs: ReadonlyArray<{
    id: string;
    title: string;
    /** How many there are; not told where there are none. */
    count?: number;
    content: () => ReactNode;
  }>;
}) {
  const { tabs } = props;
  const [params, setParams] = useSearchParams();
  const chosen = tabs.find(({ id }) => id === params.get('tab')) ?? tabs[0];
  return (
    <Tabs
      selectedKey={chosen.id}
      onSelectionChange={key => {
        if (key !== chosen.id) {
          setParams(before => {
            const next = new URLSearchParams(before);
            next.delete('code');
            next.delete('severity');
            if (key === tabs[0].id) {
              next.delete('tab');
            } else {
              next.set('tab', String(key));
            }
            return next;
          });
        }
      }}
    >
      <div className={styles.tabs}>
        <TabList>
          {tabs.map(({ id, title, count }) => (
            <Tab key={id} id={id}>
              {count ? `${title} ${count}` : title}
            </Tab>
          ))}
        </TabList>
      </div>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel}>
          {id === chosen.id && content()}
        </TabPanel>
      ))}
    </Tabs>
  );
}
