# Counts the lines for which Sisimai's reason finder names a reason. Usage: perl sisimai.pl FILE COUNT
use strict;
use warnings;
use Time::HiRes 'time';
use Sisimai::Reason;

my ($file, $count) = @ARGV;
open my $in, '<', $file or die "$file: $!";
my @lines;
while (@lines < $count and defined(my $line = <$in>)) { chomp $line; push @lines, $line }
my $start = time;
my $known = grep { Sisimai::Reason->match($_) ne 'undefined' } @lines;
printf qq({"lines": %d, "known": %d, "seconds": %f}\n), scalar @lines, $known, time - $start;
