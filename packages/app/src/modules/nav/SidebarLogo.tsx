import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { Logo } from './Logo';
import styles from './SidebarLogo.module.css';

/** The mark at the head of the sidebar, with the name when there is room for it. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      style={{
        height: 3 * sidebarConfig.logoHeight,
        width: isOpen
          ? sidebarConfig.drawerWidthOpen
          : sidebarConfig.drawerWidthClosed,
      }}
      aria-label="Groundwork, home"
    >
      <Logo size={28} />
      {isOpen && <span className={styles.name}>Groundwork</span>}
    </Link>
  );
}
