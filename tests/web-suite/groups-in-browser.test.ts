import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';
import { letBeFound, memoryUserOf } from './memory-user.js';
import { english } from './words.js';

describeInBrowser('groups', (tests) => {
  it('are made with people whose names are completed while they are typed', async () => {
    const { installation, open } = tests();
    await (await open()).register('bobby');
    await letBeFound(installation, 'bobby', 'Bobby Tables');
    const { page, register, complaints } = await open();
    await register('ann');
    await page.goto('/groups/new');
    await page.fill('[name=name]', 'Family');
    await page.locator('[name=add_members]').pressSequentially('bob');
    const option = page.locator('datalist option');
    await option.waitFor({ state: 'attached' });
    expect(await option.getAttribute('value')).toBe('bobby');
    expect(await option.textContent()).toBe('Bobby Tables (bobby)');
    await page.fill('[name=add_members]', 'bobby');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/groups\/[0-9a-f-]{36}$/);
    expect(await page.textContent('#group-members')).toContain('Bobby Tables (bobby)');
    expect(complaints).toEqual([]);
  });

  it('gain and lose members in place, and the keyboard stays where it was', async () => {
    const { installation, open } = tests();
    await (await open()).register('carol');
    await letBeFound(installation, 'carol');
    const { page, register, complaints } = await open();
    await register('dora');
    const id = await memoryUserOf(installation, 'dora');
    const { groups } = installation.server.picard.as(id);
    const group = await groups.create({ name: 'Choir' });
    await page.goto(`/groups/${group.id}`);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const isSamePage = () => page.evaluate(() => 'isSamePage' in globalThis);
    const members = page.locator('#group-members');

    await page.fill('#group-members [name=add_members]', 'nobody-here');
    await page.keyboard.press('Enter');
    await members.getByText(english.people.unknown(['nobody-here'])).waitFor();
    expect(await page.inputValue('[name=add_members]')).toBe('nobody-here');

    await page.fill('#group-members [name=add_members]', 'carol');
    await page.keyboard.press('Enter');
    const remove = members.getByRole('button', { name: english.groups.removeWhom('carol') });
    await remove.waitFor();
    await remove.focus();
    await page.keyboard.press('Enter');
    await members.getByText(english.groups.noMembers).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await expect.poll(focused).toBe('members-title');
    expect(await isSamePage()).toBe(true);
    expect((await groups.list())[0]?.memberIds).toEqual([]);

    await page.getByRole('button', { name: english.layout.undo }).click();
    await remove.waitFor();
    expect((await groups.list())[0]?.memberIds).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
