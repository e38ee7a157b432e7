import { Card, CardBody, CardHeader } from '@backstage/ui';
import { useTexts } from '../../translations';
import { BrokenOfMine } from './BrokenOfMine';

/** What is broken of the user's own tenants, as a widget of a home page. */
export function BrokenOfMineCard() {
  const t = useTexts();
  return (
    <Card>
      <CardHeader>
        <strong>{t('home.title')}</strong>
      </CardHeader>
      <CardBody>
        <BrokenOfMine />
      </CardBody>
    </Card>
  );
}
