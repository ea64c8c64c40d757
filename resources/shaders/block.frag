flat in vec4 into;
flat in vec4 place;
flat in vec4 roof;
flat in vec4 wallU;
flat in vec4 wallV;

out vec4 fragColour;

void main()
{
    vec2 off = gl_FragCoord.xy - place.xy;
    vec2 along = vec2(dot(into.xy, off), dot(into.zw, off));
    vec2 from = -place.zw - along, to = place.zw - along;
    float enters = max(from.x, from.y), leaves = min(to.x, to.y);
    if (enters > leaves || leaves < 0.0 || enters > 1.0)
        discard;
    bool below = wallV.a < 0.0;
    float sunk = below ? min(leaves, 1.0) : enters; // 0 at the roof, 1 at the foot
    vec3 colour = (below ? to.x < to.y : from.x > from.y) ? wallU.rgb : wallV.rgb;
    colour *= 1.0 - wallU.a * (1.0 - min((1.0 - sunk) * abs(wallV.a), 1.0));
    fragColour = vec4(sunk < 0.0 ? roof.rgb : colour, roof.a);
}
