# What Sisimai says of labelled texts, in our causes: one JSON object a line, for 'undelivered evaluate --answers'.
# Usage: perl sisimai-answers.pl LABELLED.jsonl CROSSWALK.json
# A reason that stands for several of our causes counts as all of them, in its favour. A hard bounce is taken as
# "permanent, do not send again, suppress", a soft one as "temporary, send again, do not suppress".
use strict;
use warnings;
use JSON::PP;
use Sisimai::Reason;
use Sisimai::SMTP::Error;

my ($labelled, $crosswalk) = @ARGV;
my $json = JSON::PP->new->utf8->canonical;
open my $map, '<', $crosswalk or die "$crosswalk: $!";
my %causes;
for my $row (@{ $json->decode(do { local $/; <$map> }) }) {
    push @{ $causes{$_} }, $row->{id} for split /,/, $row->{sisimai} // '';
}
open my $in, '<', $labelled or die "$labelled: $!";
while (my $line = <$in>) {
    my $text = $json->decode($line);
    my $reason = Sisimai::Reason->match($text->{text}) || 'undefined';
    my $kind = Sisimai::SMTP::Error->soft_or_hard($reason, $text->{text}) || '';
    my %answer = (id => $text->{id}, cause => $causes{$reason} // [], reason => $reason);
    @answer{qw(permanence retry suppress)} =
        $kind eq 'hard' ? qw(permanent no yes) : $kind eq 'soft' ? qw(temporary backoff no) : (undef, undef, undef);
    print $json->encode(\%answer), "\n";
}
