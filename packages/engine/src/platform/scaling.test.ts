import { scalingSchema } from './scaling';

describe('what an environment offers to scalers', () => {
  it.each([
    ['amqps://rabbitmq.example.com:5671', true],
    ['amqps://rabbitmq.example.com:5671/orders', true],
    // The HTTP API below a path, without a virtual host.
    ['https://example.com/rabbitmq/', true],
    ['https://user:password@rabbitmq.example.com', false],
    ['https://rabbitmq.example.com/a?b', false],
  ])('takes %s for a RabbitMQ: %s', (address, taken) => {
    expect(
      scalingSchema.safeParse({ rabbitmq: [{ name: 'main', address }] })
        .success,
    ).toBe(taken);
  });
});
