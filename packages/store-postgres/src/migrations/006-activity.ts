/** Counts of activity by day are read from the indexes alone. */
export const activity = `
drop index activity_by_time;
drop index activity_by_user;
create index activity_by_time on activity (at, id) include (action);
create index activity_by_user on activity (user_id, at, id) include (action) where user_id is not null;
`;
