-- A takedown also reaches what the log, the journal of identity changes and the wordings of merged entries keep.
drop trigger append_only on decision;
--> statement-breakpoint
create trigger append_only before update or delete on decision for each row when (not in_takedown()) execute function append_only();
--> statement-breakpoint
create trigger taken_down_only before update or delete on decision for each row when (in_takedown()) execute function taken_down_only('detail');
--> statement-breakpoint
drop trigger append_only on identity_row;
--> statement-breakpoint
create trigger append_only before update or delete on identity_row for each row when (not in_takedown()) execute function append_only();
--> statement-breakpoint
create trigger taken_down_only before update or delete on identity_row for each row when (in_takedown()) execute function taken_down_only('before', 'after');
