/**
 * Where a branch lies to which something was promoted, for the time when no environment has it any more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tenancy_promotions', table => {
    table.text('repository').comment('The address of its repository');
    table.text('target').comment('The branch by its name');
    table.text('name').comment('What it was promoted as');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tenancy_promotions', table => {
    table.dropColumns('repository', 'target', 'name');
  });
};
