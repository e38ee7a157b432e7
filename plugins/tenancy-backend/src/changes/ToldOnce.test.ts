import { ToldOnce } from './ToldOnce';

describe('what one of several replicas tells', () => {
  let now = 0;
  let isHeld = false;
  let take: (since: number) => void;
  let told: Array<readonly string[]>;
  let once: ToldOnce;

  beforeEach(() => {
    now = 0;
    isHeld = false;
    told = [];
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    once = new ToldOnce(
      {
        isHeld: () => isHeld,
        onTaken: listener => {
          take = since => {
            isHeld = true;
            listener(since);
          };
        },
      },
      items => told.push(items),
    );
  });

  afterEach(() => jest.restoreAllMocks());

  it('is told at once by who holds the lease', () => {
    take(-Infinity);
    once.add(['pay']);
    expect(told).toEqual([['pay']]);
  });

  it('is told once somebody holds the lease, where it came while nobody did', () => {
    once.add(['pay', 'web']);
    once.add(['pay']);
    expect(told).toEqual([]);

    take(-Infinity);
    expect(told).toEqual([['web', 'pay']]);
  });

  it('is not told again where the one before has told it', () => {
    now = 1_000;
    once.add(['old', 'both']);
    now = 2_000;
    once.add(['both', 'new']);
    take(1_500);
    expect(told).toEqual([['both', 'new']]);

    // Nothing is left for the next time.
    isHeld = false;
    take(0);
    expect(told).toHaveLength(1);
  });

  it('is forgotten once whoever looks has asked again', () => {
    once.add(['old']);
    now = 200_000;
    once.add(['late']);
    now = 400_000;
    once.add(['new']);
    take(-Infinity);
    expect(told).toEqual([['late', 'new']]);
  });
});
