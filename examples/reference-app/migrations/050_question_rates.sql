-- Up Migration

-- How often each user asked lately: rate-limiter-flexible's table.
create table question_rates (
  key varchar(255) primary key,
  points integer not null default 0,
  -- In milliseconds since 1970.
  expire bigint
);

-- Down Migration

drop table question_rates;
