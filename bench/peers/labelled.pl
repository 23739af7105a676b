# Joins labels with the texts that they belong to. Usage: perl labelled.pl LABELS.tsv EXPECTED.jsonl
use strict;
use warnings;
use JSON::PP;

my ($labels, $texts) = @ARGV;
my $json = JSON::PP->new->utf8->canonical;
my %text;
open my $in, '<', $texts or die "$texts: $!";
while (my $line = <$in>) {
    my $mail = $json->decode($line);
    ($text{"$mail->{file}#$mail->{index}"} = $mail->{text} // '') =~ s/^\s+|\s+$//g;
}
open $in, '<', $labels or die "$labels: $!";
while (my $line = <$in>) {
    next if $line =~ /^#/;
    chomp $line;
    my ($id, $causes, %right) = (split /\t/, $line)[0, 1];
    @right{qw(permanence retry suppress)} = (split /\t/, $line)[2, 3, 4];
    delete @right{ grep { $right{$_} eq '-' } keys %right };
    next unless defined $text{$id};
    print $json->encode({ id => $id, text => $text{$id}, cause => [split /,/, $causes], %right }), "\n";
}
